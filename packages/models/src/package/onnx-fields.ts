// Field numbers and values of onnx.proto.
export const MODEL_GRAPH = 7;
export const GRAPH = { node: 1, initializer: 5 } as const;
export const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9 } as const;
export const NODE = { input: 1, output: 2, opType: 4, attribute: 5 } as const;
export const ATTRIBUTE = { name: 1, integer: 3, type: 20, typeInteger: 2 } as const;
export const FLOAT = 1;
export const FLOAT16 = 10;

/** What the name of a weight stored in half precision ends with; its cast has the name without it. */
export const HALF = '.float16';
