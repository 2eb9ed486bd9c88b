import { PackedTexts } from './packed-texts';

describe('packed texts', () => {
  it('come back as they were, whatever their characters', () => {
    const lines = ['{"a":1}', '', '{"text":"Grüße 👋"}', '{}'];
    const texts = new PackedTexts(lines.join('\n'));
    expect(lines.map((_line, index) => texts.at(index))).toEqual(lines);
  });

  it('may be one', () => expect(new PackedTexts('{}').at(0)).toBe('{}'));
});
