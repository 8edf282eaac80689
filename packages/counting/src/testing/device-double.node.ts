import { type CompiledProgram, type Device, floatData, floats, type Tensor } from '@celltally/engine';

/** The program that the double runs, whatever stands in it. */
export const ANY_PROGRAM: CompiledProgram = { model: new Uint8Array(), inputs: [], outputs: [], updates: {} };

/** A device whose network looks at one pixel at a time: `[1, 3, H, W]` to `[1, 1, H, W]`. */
export function pointwiseDevice(
  pixel: (first: number, second: number, third: number) => number,
  onRun: () => void = () => {},
): Device & { readonly loaded: () => number } {
  let loaded = 0;
  const run = async ({ image }: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> => {
    onRun();
    const { shape } = image as Tensor;
    const data = floatData(image as Tensor);
    const area = data.length / 3;
    const map = Float32Array.from({ length: area }, (_, i) =>
      pixel(data[i] as number, data[area + i] as number, data[2 * area + i] as number),
    );
    return { map: floats([1, 1, ...shape.slice(2)], map) };
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
