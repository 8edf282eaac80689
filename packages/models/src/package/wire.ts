/** One field of a Protocol Buffers message: its number, its wire type, and its bytes, the key included. */
export interface WireField {
  readonly number: number;
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes. */
  readonly type: number;
  /** The value of a varint; 0 for other types. */
  readonly varint: number;
  /** The content of a length-delimited field; empty for other types. */
  readonly content: Uint8Array;
  /** The whole field as it stood. */
  readonly raw: Uint8Array;
}

/** The fields of a message in their order (https://protobuf.dev/programming-guides/encoding). */
export function* readWire(message: Uint8Array): Generator<WireField> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const key = varint();
    const type = key & 7;
    const number = Math.floor(key / 8);
    const whole = (): Uint8Array => message.subarray(start, at);
    if (type === 0) {
      const value = varint();
      yield { number, type, varint: value, content: message.subarray(0, 0), raw: whole() };
    } else if (type === 2) {
      const length = varint();
      const content = message.subarray(at, at + length);
      at += length;
      yield { number, type, varint: 0, content, raw: whole() };
    } else {
      at += type === 1 ? 8 : 4;
      yield { number, type, varint: 0, content: message.subarray(0, 0), raw: whole() };
    }
  }
}

/** The values of a repeated varint, which stand in one packed field, or in a field each. */
export function varintsOf({ type, varint, content }: WireField): number[] {
  if (type === 0) return [varint];
  const values: number[] = [];
  let [value, factor] = [0, 1];
  for (const byte of content) {
    value += (byte & 127) * factor;
    factor *= 128;
    if (byte >= 128) continue;
    values.push(value);
    [value, factor] = [0, 1];
  }
  return values;
}

function varintBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}

export const joinBytes = (parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

export const varintField = (number: number, value: number): Uint8Array =>
  Uint8Array.from([...varintBytes(number * 8), ...varintBytes(value)]);

export const bytesField = (number: number, content: Uint8Array): Uint8Array =>
  joinBytes([Uint8Array.from([...varintBytes(number * 8 + 2), ...varintBytes(content.length)]), content]);

export const textField = (number: number, text: string): Uint8Array =>
  bytesField(number, new TextEncoder().encode(text));
