// Writes docs/ops.md: every primitive of the engine, its gradient and its ONNX form, read from the code itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromBinary } from '@bufbuild/protobuf';
import { compile } from '../packages/engine/dist/compile.js';
import { opSamples } from '../packages/engine/dist/contract/op-samples.js';
import { topologicalOrder } from '../packages/engine/dist/graph/topology.js';
import { ModelProtoSchema } from '../packages/engine/dist/onnx/generated/onnx_pb.js';
import { input } from '../packages/engine/dist/ops/source.js';

const page = fileURLToPath(new URL('../docs/ops.md', import.meta.url));
const code = (names) => names.map((name) => `\`${name}\``).join(' ');

/** What the gradient rule makes of the cotangent, or why there is none. */
function gradientOf(value) {
  const { node } = value;
  if (typeof node.op.gradient !== 'function') return `none: ${node.op.gradient.notDifferentiable}`;
  if (node.inputs.length === 0) return 'none: a source has no operands';
  const cotangents = node.outputs.map(({ shape }, i) => (i === value.index ? input('dy', shape) : undefined));
  const received = node.op.gradient(node, cotangents).filter((cotangent) => cotangent !== undefined);
  if (received.length === 0) return 'zero: nothing flows through it';
  const known = new Set([node, ...node.inputs.map((operand) => operand.node)]);
  const made = topologicalOrder(received).filter(({ op }) => op.name !== 'input' && op.name !== 'constant');
  const names = new Set(made.filter((step) => !known.has(step)).map(({ op }) => op.name));
  return names.size === 0 ? 'the cotangent itself' : code([...names]);
}

/** The standard ONNX operators that stand for the op; its operands are given. */
function onnxOf(value) {
  const operands = value.node.inputs.filter(({ node }) => node.op.name !== 'input');
  const substitute = new Map(
    operands.map((operand, i) => [operand, input(`operand${i}`, operand.shape, operand.dtype)]),
  );
  const { model } = compile({ outputs: { result: value }, substitute, standard: true });
  const names = fromBinary(ModelProtoSchema, model).graph.node.map(({ opType }) => opType);
  // The last is the name that the output gets.
  return code([...new Set(names.slice(0, -1))]);
}

/** The page, as text. */
export function opTable() {
  const rows = Object.entries(opSamples).map(
    ([name, value]) => `| \`${name}\` | ${gradientOf(value)} | ${onnxOf(value)} |`,
  );
  return [
    '# Ops',
    '',
    'Every primitive of `@celltally/engine`: the ops that its gradient is made of (or why there is none), and the',
    'standard ONNX operators that it becomes in an exported model. Training graphs may use faster forms.',
    '',
    'Written by `node scripts/op-table.mjs` from the code; a test fails when it is out of date.',
    '',
    '| op | gradient | ONNX |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** The page as it stands in the repository. */
export const currentPage = () => readFileSync(page, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, opTable());
