/** Given / when / then for projections. For specs: it expects with jest and draws orders with fast-check. */
export { day, policiesOf } from '@rapport/journey/testing';
export { given, type Histories } from './given';
export { expectGolden } from './golden';
export { history, on, type Happening } from './happening';
export { modelOf, type Asked, type SubjectRow } from './model-of';
