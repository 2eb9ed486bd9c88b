import { Flag, Optional } from './fields';
import { Nested } from './nested';
import { Source } from './source';

/** What every fact may say of itself. */
export abstract class Fact {
  @Optional() @Nested(() => Source) source?: Source;
  /** Inferred by a mapping rather than told by the source. */
  @Optional() @Flag() implied?: boolean;
}
