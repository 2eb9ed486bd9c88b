import { catalogue, commandNames } from './catalogue';

describe('the catalogue', () => {
  it('lists every command under the name of its payload class', () =>
    expect(commandNames.map((name) => catalogue.commands[name].definition.name)).toEqual(commandNames));

  it('names the personal fields, nested ones too', () => {
    expect(catalogue.events.JourneyBegun.personal).toEqual(['identity.key', 'source.externalId']);
    expect(catalogue.events.ResolutionConfirmed.personal).toEqual(['evidence', 'source.externalId']);
  });

  it('tells facts from decisions', () => {
    expect(catalogue.events.StageChanged.kind).toBe('decision');
    expect(catalogue.events.PurchaseMade.kind).toBe('fact');
  });

  it('compiles closed schemas with the limits of the decorators', () =>
    expect(catalogue.events.PurchaseMade.schema.properties?.total).toEqual({
      type: 'object',
      properties: {
        amountMinor: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      },
      required: ['amountMinor', 'currency'],
      additionalProperties: false,
    }));
});
