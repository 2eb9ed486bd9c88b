import { Global, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { EVENT_STORE, POLICIES, PROJECTION_RUNTIME } from '@rapport/projection';
import { projectionModules } from '.';

const around = [PROJECTION_RUNTIME, EVENT_STORE, POLICIES];

@Global()
@Module({ providers: around.map((provide) => ({ provide, useValue: {} })), exports: around })
class Around {}

@Module({ imports: [Around, ...projectionModules] })
class App {}

describe('the OpenAPI of the questions', () => {
  let document: OpenAPIObject;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    const app = await NestFactory.create(App, new FastifyAdapter());
    document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    await app.close();
  });

  const parameters = (path: string) =>
    (document.paths[path]?.get?.parameters ?? []).map((parameter) =>
      'name' in parameter ? parameter.name : '',
    );

  it.each([
    ['/v1/trust', ['waitFor', 'at']],
    ['/v1/journeys/{journeyId}/trust', ['journeyId', 'waitFor', 'at']],
    ['/v1/stages', ['waitFor', 'at']],
    ['/v1/journeys/{journeyId}/stage', ['journeyId', 'waitFor', 'at']],
    ['/v1/resolution-rate', ['waitFor', 'at', 'by', 'from', 'to', 'windowDays']],
  ])('has %s with its parameters and a summary', (path, names) => {
    expect(parameters(path).sort()).toEqual(names.sort());
    expect(document.paths[path]?.get?.summary).toEqual(expect.any(String));
  });

  it('describes every answer down to its leaves', () => {
    const schemas = document.components?.schemas ?? {};
    const undescribed = Object.entries(schemas).filter(([, schema]) => !('properties' in schema));
    expect(undescribed).toEqual([]);
    expect(Object.keys(schemas).sort()).toEqual(
      expect.arrayContaining([
        'EvidenceAnswer',
        'FiguresAnswer',
        'NextStageAnswer',
        'QuantilesAnswer',
        'StepAnswer',
      ]),
    );
    expect(schemas.QuantilesAnswer).toMatchObject({
      properties: { p50: { type: 'number', nullable: true } },
    });
  });
});
