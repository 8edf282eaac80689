import { PlanError } from '../errors.js';

/** A value of a plan, and where it stands: `plan.models[2].label`. */
export interface Member {
  readonly path: string;
  readonly value: unknown;
}

/** The members of an object; those that are not there are undefined. @throws PlanError for one that is not known */
export function membersOf<Name extends string>(
  member: Member,
  names: readonly Name[],
): Readonly<Record<Name, Member>> {
  const found = record(member);
  const unknown = Object.keys(found).find((name) => !names.includes(name as Name));
  if (unknown !== undefined) {
    throw new PlanError(`${member.path} has no member '${unknown}': there are ${names.join(', ')}`);
  }
  return Object.fromEntries(
    names.map((name) => [name, { path: `${member.path}.${name}`, value: found[name] }]),
  ) as Record<Name, Member>;
}

export function optional<T>(member: Member, read: (member: Member) => T): T | undefined {
  return member.value === undefined ? undefined : read(member);
}

export function record(member: Member): Readonly<Record<string, unknown>> {
  const { value } = member;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  return refuse(member, 'an object');
}

export function list({ path, value }: Member): readonly Member[] {
  if (!Array.isArray(value)) return refuse({ path, value }, 'a list');
  return value.map((each: unknown, i) => ({ path: `${path}[${i}]`, value: each }));
}

export function text(member: Member): string {
  const { value } = member;
  return typeof value === 'string' && value.trim() !== '' ? value : refuse(member, 'a text');
}

export function number(member: Member): number {
  const { value } = member;
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(member, 'a number');
}

function refuse({ path, value }: Member, rule: string): never {
  throw new PlanError(
    value === undefined
      ? `${path} is missing: it must be ${rule}`
      : `${path} must be ${rule}, received ${JSON.stringify(value)}`,
  );
}
