import { Global, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Views } from '@rapport/projection';
import { loadControllers } from '.';

@Global()
@Module({ providers: [{ provide: Views, useValue: {} }], exports: [Views] })
class Around {}

class App {}

const ofEveryQuestion = ['waitFor', 'at', 'asOf', 'knownAt', 'replay'];

describe('the OpenAPI of the questions', () => {
  let document: OpenAPIObject;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    const root = { module: App, imports: [Around], controllers: await loadControllers() };
    const app = await NestFactory.create(root, new FastifyAdapter());
    document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    await app.close();
  });

  const parameters = (path: string) =>
    (document.paths[path]?.get?.parameters ?? []).map((parameter) =>
      'name' in parameter ? parameter.name : '',
    );

  it.each([
    ['/v1/trust', ['unit']],
    ['/v1/journeys/{journeyId}/trust', ['journeyId']],
    ['/v1/customers/{customerId}/trust', ['customerId']],
    ['/v1/stages', ['unit']],
    ['/v1/journeys/{journeyId}/stage', ['journeyId']],
    ['/v1/customers/{customerId}/stage', ['customerId']],
    ['/v1/journeys/{journeyId}/cases', ['journeyId']],
    ['/v1/customers/{customerId}/cases', ['customerId']],
    ['/v1/resolution-rate', ['by', 'from', 'to', 'windowDays']],
  ])('has %s with its parameters and a summary', (path, names) => {
    expect(parameters(path).sort()).toEqual([...names, ...ofEveryQuestion].sort());
    expect(document.paths[path]?.get?.summary).toEqual(expect.any(String));
  });

  it('describes every answer down to its leaves', () => {
    const schemas = document.components?.schemas ?? {};
    const undescribed = Object.entries(schemas).filter(([, schema]) => !('properties' in schema));
    expect(undescribed).toEqual([]);
    expect(Object.keys(schemas).sort()).toEqual(
      expect.arrayContaining([
        'CaseAnswer',
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
