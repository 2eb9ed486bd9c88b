import { types, type CustomTypesConfig } from 'pg';

/** How values come back: as pg reads them, but `bigint` as a number: all that are kept are safe integers. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === types.builtins.INT8 ? Number : (types.getTypeParser(oid, format) as (text: string) => unknown),
};
