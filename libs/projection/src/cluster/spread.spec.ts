import type { HeldRole } from '@rapport/read-store';
import fc from 'fast-check';
import { spread, type Plan, type Sight } from './spread';

const none: ReadonlySet<string> = new Set();

/** `{ r1: 'a' }`: node a has role r1; `'a<b'`: and b wants it. */
const held = (roles: Readonly<Record<string, string>>): HeldRole[] =>
  Object.entries(roles).map(([role, text]) => {
    const [node = '', wantedBy] = text.split('<');
    return { role, node, wantedBy };
  });

const able = ['r1', 'r2', 'r3', 'r4'];

const sees = (roles: Readonly<Record<string, string>>, more: Partial<Sight> = {}): Plan =>
  spread({
    ...{ node: 'a', nodes: ['a', 'b'], able, held: held(roles) },
    ...{ needed: none, inUse: none, busy: none, overdue: none },
    ...more,
  });

const nothing: Plan = { release: [], take: [], want: [] };

describe('spreading roles', () => {
  it('gives all to a node that is alone', () =>
    expect(sees({}, { nodes: ['a'] })).toEqual({ ...nothing, take: able }));

  it('has nodes that start at once take their shares of different ones', () => {
    expect(sees({}).take).toEqual(['r1', 'r2']);
    expect(sees({}, { node: 'b' }).take).toEqual(['r3', 'r4']);
  });

  it('takes nothing above the share', () => expect(sees({ r1: 'a', r2: 'a' })).toEqual(nothing));

  it('takes more where nobody else did for a while', () =>
    expect(sees({ r1: 'a', r2: 'a', r3: 'b' }, { overdue: new Set(['r4']) }).take).toEqual(['r4']));

  it('asks the richest for one, and for no other before that has come', () => {
    expect(sees({ r1: 'b', r2: 'b', r3: 'b', r4: 'b' })).toEqual({ ...nothing, want: ['r4'] });
    expect(sees({ r1: 'b', r2: 'b', r3: 'b', r4: 'b<a' })).toEqual(nothing);
  });

  it('leaves it where one more here would be one less there', () =>
    expect(sees({ r1: 'b', r2: 'b', r3: 'a' }, { able: able.slice(0, 3) })).toEqual(nothing));

  it('lets go of what is asked for, unless it is busy with it', () => {
    const roles = { r1: 'a<b', r2: 'a', r3: 'b', r4: 'b<a' };
    expect(sees(roles).release).toEqual(['r1']);
    expect(sees(roles, { busy: new Set(['r1']) }).release).toEqual([]);
    expect(sees(roles, { needed: new Set(['r1']) }).release).toEqual([]);
  });

  it('yields what it needs, but is not at work with, to who needs it too and comes first by name', () => {
    const roles = { r1: 'b<a', r2: 'b', r3: 'a<b' };
    const needed = new Set(['r1', 'r2', 'r3']);
    expect(sees(roles, { node: 'b', needed }).release).toEqual(['r1']);
    expect(sees(roles, { node: 'b', needed, inUse: needed }).release).toEqual([]);
    expect(sees(roles, { node: 'a', needed }).release).toEqual([]);
    expect(sees({ r1: 'b<a', r2: 'b', r3: 'c' }, { node: 'b', needed }).release).toEqual([]);
  });

  it('lets go of what it had no use for but once', () => {
    const roles = { r1: 'a', r2: 'a', r3: 'b', r4: 'b', v1: 'a' };
    expect(sees(roles).release).toEqual(['v1']);
    expect(sees(roles, { needed: new Set(['v1']) }).release).toEqual([]);
  });

  it('gets what is needed, of whoever has it, share or not', () => {
    const needed = new Set(['r1', 'r3', 'v1']);
    expect(sees({ r1: 'a', r2: 'a', r3: 'b' }, { needed })).toEqual({
      ...nothing,
      take: ['v1'],
      want: ['r3'],
    });
  });

  it('counts nobody by what this node could not do', () =>
    expect(sees({ v1: 'b', v2: 'b', v3: 'b', r1: 'a' }, { able: ['r1', 'r2'] }).want).toEqual([]));

  it('comes to rest, evenly, from wherever it begins, and stays there', () => {
    const nodes = ['a', 'b', 'c'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...nodes, undefined), { minLength: 1, maxLength: 12 }),
        (begin) => {
          const roles = begin.map((_, at) => `r${at}`);
          const world = new World(nodes, roles, begin);
          for (let looks = 0; looks < 60; looks += 1) world.look();
          const rest = JSON.stringify([...world.roles]);
          const counts = nodes.map(
            (node) => [...world.roles.values()].filter((one) => one.node === node).length,
          );
          expect(counts.reduce((sum, n) => sum + n, 0)).toBe(roles.length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(2);
          world.look();
          expect(JSON.stringify([...world.roles])).toBe(rest);
        },
      ),
    );
  });
});

it.each([
  ['a first asks for', ['a', 'b', 'c']],
  ['c first asks for', ['c', 'b', 'a']],
])('gives all that several need to the first of them by name, then to the next: what %s', (_, nodes) => {
  const roles = ['r1', 'r2', 'r3'];
  const world = new World(nodes, roles, nodes.toSorted());
  for (const node of nodes) world.needs.set(node, new Set(roles));
  for (const next of nodes.toSorted()) {
    for (let looks = 0; looks < 10; looks += 1) world.look();
    expect([...world.roles.values()].map(({ node }) => node)).toEqual([next, next, next]);
    world.needs.delete(next);
  }
});

/** Nodes that look one after the other, and a store that does what they say. */
class World {
  readonly roles = new Map<string, { node: string; wantedBy: string | undefined }>();
  readonly needs = new Map<string, ReadonlySet<string>>();
  private overdue: ReadonlySet<string> = none;

  constructor(
    private readonly nodes: readonly string[],
    private readonly able: readonly string[],
    begin: readonly (string | undefined)[],
  ) {
    able.forEach((role, at) => {
      const node = begin[at];
      if (node !== undefined) this.roles.set(role, { node, wantedBy: undefined });
    });
  }

  look(): void {
    for (const node of this.nodes) {
      const seen = Array.from(this.roles, ([role, one]) => ({ role, ...one }));
      const { nodes, able: roles } = this;
      const { overdue } = this;
      const plan = spread({
        node,
        nodes,
        able: roles,
        held: seen,
        needed: this.needs.get(node) ?? none,
        inUse: none,
        busy: none,
        overdue,
      });
      for (const role of plan.release) this.release(role);
      for (const role of plan.take) this.take(role, node);
      for (const role of plan.want) this.want(role, node);
    }
    this.overdue = new Set(this.able.filter((role) => !this.roles.has(role)));
  }

  private release(role: string): void {
    const wantedBy = this.roles.get(role)?.wantedBy;
    if (wantedBy === undefined) this.roles.delete(role);
    else this.roles.set(role, { node: wantedBy, wantedBy: undefined });
  }

  private take(role: string, node: string): void {
    if (!this.roles.has(role)) this.roles.set(role, { node, wantedBy: undefined });
  }

  private want(role: string, node: string): void {
    const one = this.roles.get(role);
    if (one !== undefined && (one.wantedBy === undefined || one.wantedBy > node)) one.wantedBy = node;
  }
}
