export type Phase = 'reading' | 'converting' | 'sending';

/** Told how an import goes. */
export interface ImportObserver {
  /** @param total in `unit` */
  begin(phase: Phase, total: number, unit: 'bytes' | 'rows' | 'commands', done: number): void;
  /** Of the phase begun last. */
  progress(done: number): void;
  /** Something that the user wants to know, such as that an import goes on where it was. */
  note(message: string): void;
}
