import { projection } from '@rapport/projection';
import { integer } from '@rapport/read-store';
import { templateNameFold, type TemplateNameState } from './template-name.fold';

/** One row per journey. */
export const templateName = projection({
  name: 'template-name',
  /** Goes up by one whenever rows or cells come out otherwise. */
  version: 1,
  fold: templateNameFold,
  table: { interactions: integer() },
  rows: ({ interactions }: TemplateNameState) => [{ part: '', row: { interactions } }],
  /** What totals count: the names of a cell's values. */
  measures: { interactions: ['interactions'] },
  cells: ({ interactions }) => [{ measure: 'interactions', group: '', values: [interactions] }],
});
