import { fromBinary } from '@bufbuild/protobuf';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelProtoSchema } from '../onnx/generated/onnx_pb.js';
import type { Device } from '../runtime/device.js';
import { openDevice } from '../runtime/platform.node.js';
import { readSafetensors } from '../safetensors/read.js';
import { goldenBytes, goldenCases } from './golden-files.node.js';
import { platformSuite } from './platform-suite.js';
import { type CaseReport, goldenSuite } from './suite.js';

describe('golden ops on cpu', () => {
  let reports: readonly CaseReport[];
  beforeAll(async () => {
    reports = await platformSuite('cpu', goldenCases, goldenBytes);
  });

  it('runs all 74 cases', () => {
    expect(reports.map(({ name }) => name)).toEqual(goldenCases.map(({ name }) => name));
    expect(reports).toHaveLength(74);
  });

  it.each(goldenCases.map(({ name }) => name))('%s', (name) => {
    expect(reports.find((report) => report.name === name)?.problem).toBeUndefined();
  });

  it('passes with standard ONNX operators alone', async () => {
    const domains = new Set<string>();
    const watched = async (): Promise<Device> => {
      const device = await openDevice('cpu', { threads: 2 });
      const load: Device['load'] = (program) => {
        for (const { domain } of fromBinary(ModelProtoSchema, program.model).graph!.node) domains.add(domain);
        return device.load(program);
      };
      return { ...device, load };
    };
    const { tensors } = readSafetensors(Uint8Array.from(goldenBytes));
    const standard = await goldenSuite(watched, goldenCases, tensors, { standard: true });
    expect(standard.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect([...domains]).toEqual(['']);
  });

  it('passes in the forms that are meant for WebGPU', async () => {
    const { tensors } = readSafetensors(Uint8Array.from(goldenBytes));
    const reports = await goldenSuite(() => openDevice('cpu', { threads: 2 }), goldenCases, tensors, {
      device: 'webgpu',
    });
    expect(reports.filter(({ problem }) => problem !== undefined)).toEqual([]);
  });

  it('reports a case that fails to run, a wrong number and a missing tensor as problems of that case', async () => {
    const { tensors } = readSafetensors(Uint8Array.from(goldenBytes));
    const [good] = goldenCases;
    const cases = [
      { ...good!, attributes: { ...good!.attributes, padding: [0, 0] } },
      { ...good!, op: 'conv9d' },
      { ...good!, tolerance: 0 },
      { ...goldenCases.find(({ op }) => op === 'leakyRelu')!, attributes: { slope: 0.21 } },
      { ...good!, name: 'nothing' },
      good!,
    ];
    const found = await goldenSuite(() => openDevice('cpu'), cases, tensors);
    expect(found.map(({ problem }) => problem !== undefined)).toEqual([true, true, true, true, true, false]);
    expect(found[1]?.problem).toMatch(/no op is known for golden case conv2d.k3p1 \(conv9d\)/);
    expect(found[3]?.problem).toMatch(/^y is off by 0.\d+, dx is off by 0.\d+; the tolerance is 0.0002$/);
    expect(found[4]?.problem).toMatch(/the golden file has no tensor nothing\/x/);
  });
});
