import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';

const hasLoader = (): boolean => {
  try {
    return execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).includes('libvulkan.so.1');
  } catch {
    return false;
  }
};

/**
 * Lets WebGPU under Node run on SwiftShader, the software Vulkan that Debian's Chromium ships, unless a driver is
 * chosen already. Call it before the first device opens.
 * @returns what is missing for that, or `undefined` when all is there
 */
export function useSoftwareVulkan(): string | undefined {
  if (!hasLoader()) return 'the Vulkan loader is not installed (Debian: libvulkan1)';
  if (process.env.VK_ICD_FILENAMES) return undefined;
  if (!existsSync(driver)) return `no software Vulkan at ${driver} (Debian: chromium)`;
  process.env.VK_ICD_FILENAMES = driver;
  return undefined;
}
