import { type CompiledProgram, type Device, floatData, floats, type Tensor } from '@celltally/engine';

/** The program that the double runs, whatever stands in it. */
export const ANY_PROGRAM: CompiledProgram = { model: new Uint8Array(), inputs: [], outputs: [], updates: {} };

/**
 * A device whose network looks at one pixel at a time: `[1, 3, H, W]` to `[1, 1, H, W]`.
 * @param onRun told of every run with the shape of what it is fed
 * @param perMass cells to a unit of the map, of a network that counts them as well. Default: it does not count
 */
export function pointwiseDevice(
  pixel: (first: number, second: number, third: number) => number,
  onRun: (shape: readonly number[]) => void = () => {},
  perMass?: number,
): Device & { readonly loaded: () => number } {
  let loaded = 0;
  const run = async ({ image }: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> => {
    const { shape } = image as Tensor;
    onRun(shape);
    const data = floatData(image as Tensor);
    const area = data.length / 3;
    const map = Float32Array.from({ length: area }, (_, i) =>
      pixel(data[i] as number, data[area + i] as number, data[2 * area + i] as number),
    );
    const mass = map.reduce((sum, value) => sum + value, 0);
    return {
      map: floats([1, 1, ...shape.slice(2)], map),
      ...(perMass === undefined ? {} : { count: floats([1], [perMass * mass]) }),
    };
  };
  return {
    name: 'cpu',
    load: async () => {
      loaded++;
      return {
        run,
        release: async () => {
          loaded--;
        },
      };
    },
    write: async () => {},
    read: async () => ({}),
    close: async () => {},
    loaded: () => loaded,
  };
}
