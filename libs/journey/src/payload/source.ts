import { Label, Optional } from './fields';
import { Personal } from './personal';
import { TextLength } from './text-length';

/** Where a fact comes from. */
export class Source {
  @Label() system!: string;
  /** The source's own key of it. */
  @Optional() @Personal() @TextLength(1, 512) externalId?: string;
  /** The mapping that read it, where imported. */
  @Optional() @Label() mapping?: string;
  /** Stable key of the source's row, never a line number. */
  @Optional() @Label() row?: string;
}
