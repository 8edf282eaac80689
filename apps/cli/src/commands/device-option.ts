import { Option } from 'commander';

/** The devices that ONNX Runtime knows under Node; which of them there are depends on the machine. */
const DEVICES = ['cpu', 'webgpu', 'cuda', 'coreml', 'dml'] as const;

/** `--device`, the same for all commands that compute. */
export function deviceOption(): Option {
  return new Option('-d, --device <name>', 'where to compute').choices(DEVICES).default('cpu');
}
