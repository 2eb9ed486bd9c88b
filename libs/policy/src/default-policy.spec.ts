import { compilePolicy, defaultPolicyText, parsePolicy } from '.';

describe('the default policy', () => {
  it('is valid', () => {
    const document = parsePolicy(defaultPolicyText());
    expect(document).not.toBeInstanceOf(Array);
    expect(compilePolicy(document, 1).stages.names).toEqual([
      'awareness',
      'exploration',
      'expansion',
      'commitment',
      'dissolution',
    ]);
  });
});
