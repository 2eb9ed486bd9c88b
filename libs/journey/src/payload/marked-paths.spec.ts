import { Label } from './fields';
import { markedPaths } from './marked-paths';
import { Nested, NestedList } from './nested';
import { personal, Personal } from './personal';

class Inner {
  @Personal() @Label() name!: string;
}
class Outer {
  @Nested(() => Inner) one!: Inner;
  @NestedList(() => Inner) many!: Inner[];
}
class Heir extends Outer {
  @Label() own!: string;
  @Personal() @Label() nickname!: string;
}

describe('personal fields', () => {
  it('are found in nested classes and in those a class extends', () =>
    expect(markedPaths(Heir, personal)).toEqual(['many.name', 'nickname', 'one.name']));
});
