import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { catalogueText, renewed, writtenNow } from './src/event-catalogue/event-catalogue';
import type { EventCatalogue } from './src/event-catalogue/event-catalogue';

/** `npm run catalogue`: brings the committed catalogue of event schemas up to date with the code. Run at the repo's root. */
const file = 'libs/journey/event-catalogue.json';
const committed = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as EventCatalogue;
writeFileSync(file, catalogueText(renewed(committed, writtenNow())));
console.log(`${file} is up to date.`);
