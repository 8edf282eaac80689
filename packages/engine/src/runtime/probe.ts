import { DeviceError } from '../errors.js';
import { floatData, floats } from '../tensor.js';
import type { Device } from './device.js';
import { identityModel } from './identity.js';
import { messageOf } from './ort.js';

const values = [1, -2, 0.5];

/**
 * Proves that a device computes: a driver may be missing although the runtime knows the device, and some have
 * returned zeros without an error.
 * @throws DeviceError naming the devices in `available`
 */
export async function probeDevice(device: Device, available: readonly string[]): Promise<void> {
  const instead = `use one of: ${available.filter((name) => name !== device.name).join(', ')}`;
  const spec = (name: string) => ({ name, dtype: 'float32' as const, shape: [values.length] });
  let received: ArrayLike<number>;
  try {
    const program = await device.load({
      model: identityModel('float32'),
      inputs: [spec('x')],
      outputs: [spec('y')],
      updates: {},
    });
    received = floatData((await program.run({ x: floats([values.length], values) })).y!);
    await program.release();
  } catch (cause) {
    throw new DeviceError(`the ${device.name} device does not start (${messageOf(cause)}); ${instead}`, {
      cause,
    });
  }
  if (values.some((value, i) => received[i] !== value)) {
    throw new DeviceError(
      `the ${device.name} device computes wrong values: sent ${values.join(', ')}, received ${Array.from(received).join(', ')}; ${instead}`,
    );
  }
}
