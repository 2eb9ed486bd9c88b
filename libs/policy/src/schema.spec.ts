import { Ajv } from 'ajv';
import { evidenceEvents } from './condition/events';
import { policySchema } from './schema';

describe('the JSON Schema', () => {
  it('is one: who compiles it need not look', () =>
    expect(new Ajv({ strictTuples: false }).validateSchema(policySchema)).toBe(true));

  it('names the events that may be evidence', () =>
    expect(policySchema).toMatchObject({
      $defs: { evidence: { properties: { event: { enum: Object.keys(evidenceEvents) } } } },
    }));

  it('describes every key, for editors', () => {
    const undescribed: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties, $defs } = node as { properties?: object; $defs?: object };
      for (const [key, child] of Object.entries({ ...$defs, ...properties })) {
        const described =
          typeof child === 'object' && child !== null && ('description' in child || '$ref' in child);
        if (!described) undescribed.push(`${path}/${key}`);
        visit(child, `${path}/${key}`);
      }
    };
    visit(policySchema, '');
    expect(undescribed).toEqual([]);
  });
});
