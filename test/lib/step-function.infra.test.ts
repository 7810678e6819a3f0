import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { expect, test } from 'vitest'
import { stageSettings } from '../../lib/stage-settings.ts'
import { stepFunction } from '../../lib/step-function.ts'
import { exampleStages } from './synthesised.ts'

test('a step reserves the concurrency in the settings, and all other steps reserve none', () => {
  const bundlesFolder = mkdtempSync(join(tmpdir(), 'sealform-step-'))
  try {
    for (const name of ['submit-form', 'send-form']) {
      mkdirSync(join(bundlesFolder, name))
      writeFileSync(join(bundlesFolder, name, 'index.js'), '')
    }
    const stack = new Stack(new App({ analyticsReporting: false }), 'Stack')
    const settings = stageSettings('production', {
      production: { ...exampleStages.production, reservedConcurrency: { 'submit-form': 7 } },
    })
    const logGroup = new LogGroup(stack, 'Log')
    for (const name of ['submit-form', 'send-form']) {
      const props = { settings, bundlesFolder, logGroup, description: name, environment: {}, statements: [] }
      stepFunction(stack, name, props)
    }
    const made = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'))
    const reserved = made.map(({ Properties }) => [Properties.FunctionName, Properties.ReservedConcurrentExecutions])
    expect(Object.fromEntries(reserved)).toEqual({
      'sealform-production-submit-form': 7,
      'sealform-production-send-form': undefined,
    })
  } finally {
    rmSync(bundlesFolder, { recursive: true, force: true })
  }
})
