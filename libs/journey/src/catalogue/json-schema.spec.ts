import { ValidateBy, ValidateNested } from 'class-validator';
import { Label } from '../payload/fields';
import { Nested, NestedList } from '../payload/nested';
import { jsonSchema } from './json-schema';

class Inner {
  @Label() name!: string;
}
class Outer {
  @Nested(() => Inner) one!: Inner;
  @NestedList(() => Inner) many!: Inner[];
}
class Heir extends Outer {
  @Label() own!: string;
}

describe('the schema of a payload class', () => {
  const inner = {
    type: 'object',
    properties: { name: { type: 'string', minLength: 1, maxLength: 200 } },
    required: ['name'],
    additionalProperties: false,
  };

  it('holds its nested classes and lists of them, closed', () =>
    expect(jsonSchema(Outer)).toEqual({
      type: 'object',
      properties: { one: inner, many: { type: 'array', items: inner } },
      required: ['one', 'many'],
      additionalProperties: false,
    }));

  it('holds what the class inherits', () =>
    expect(Object.keys(jsonSchema(Heir).properties ?? {}).sort()).toEqual(['many', 'one', 'own']));

  it('is refused for a validator that it could only take as "anything"', () => {
    class Odd {
      @ValidateBy({ name: 'isOdd', validator: { validate: (value) => value === 1 } }) number!: number;
    }
    expect(() => jsonSchema(Odd)).toThrow('No JSON Schema is known for the validator isOdd of number.');
  });

  it('is refused for a nested class that it could not see into', () => {
    class Blind {
      @ValidateNested() inner!: Inner;
    }
    expect(() => jsonSchema(Blind)).toThrow('inner is nested without @Nested or @NestedList.');
  });
});
