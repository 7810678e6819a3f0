import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusals } from '../../contracts/problem.ts'
import { protocol } from '../../contracts/protocol.ts'
import { commonRefusals, type Step } from '../../contracts/step.ts'

const root = resolve(import.meta.dirname, '../..')
const steps: readonly (readonly [string, Step])[] = Object.entries(protocol)
const names = steps.map(([name]) => name)

const tests = globSync('test/**/*.ts', { cwd: root })
  .filter((file) => basename(file) !== 'protocol.test.ts')
  .map((file) => readFileSync(join(root, file), 'utf8'))

describe('the protocol', () => {
  test('has at least 25 steps, and this test finds more than 50 test files', () => {
    expect(steps.length).toBeGreaterThanOrEqual(25)
    expect(tests.length).toBeGreaterThan(50)
  })

  test.each(steps)('has the step %s, which has a contract, a use case and a handler of the same name', (name, step) => {
    expect(step.name).toBe(name)
    for (const file of [
      `contracts/steps/${name}.ts`,
      ...[name, `${name}.handler`].map((each) => `lambdas/${step.zone}/${each}.ts`),
    ]) {
      expect([file, existsSync(join(root, file))]).toEqual([file, true])
    }
  })

  test.each(names)('has the step %s, which at least one test mentions', (name) => {
    const word = new RegExp(`(?<![a-z-])${name}(?![a-z-])`)
    expect(tests.some((text) => word.test(text))).toBe(true)
  })

  test('includes every existing contract and handler', () => {
    const contracts = globSync('contracts/steps/*.ts', { cwd: root }).map((file) => basename(file, '.ts'))
    expect(contracts.sort()).toEqual([...names].sort())
    // Other handlers are called by AWS and not over HTTP.
    const ofSteps = globSync('lambdas/**/*.handler.ts', { cwd: root })
      .filter((file) =>
        /\b((visitor|signedIn|notifying)Step|(s|signedInS)tepHandler)\(/.test(readFileSync(join(root, file), 'utf8')),
      )
      .map((file) => basename(file, '.handler.ts'))
    expect(ofSteps.sort()).toEqual([...names].sort())
  })

  test('has no two steps with the same method and path', () => {
    const addresses = steps.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
    expect(new Set(addresses).size).toBe(steps.length)
  })

  test.each(steps)('defines the step %s completely', (_, step) => {
    expect(step.path).toMatch(/^\/v1(\/[a-z.-]+|\/\{[a-zA-Z]+\})+$/)
    const inPath = [...step.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const parameters = step.pathParameters.safeParse({}).error?.issues.map(({ path }) => path[0]) ?? []
    expect(parameters).toEqual(inPath)
    expect(step.summary).toMatch(/\.$/)
    const needsToken = step.caller === 'person' || step.caller === 'chat-backend'
    expect(step.refusals.includes('not-signed-in')).toBe(needsToken)
    if (step.anyOf.length > 0) expect([step.caller, step.refusals.includes('not-permitted')]).toEqual(['person', true])
    for (const code of step.refusals) {
      expect(Object.keys(refusals)).toContain(code)
      expect(commonRefusals).not.toContain(code)
    }
  })

  test('has no secret in any path or query', () => {
    for (const [, step] of steps) {
      for (const schema of [step.pathParameters, step.query]) {
        const parsed = schema.safeParse({ openKey: 'x', visitorSecret: 'x', submitKey: 'x', retrieveKey: 'x' })
        const unknown = parsed.error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
        expect(unknown).toHaveLength(4)
      }
    }
  })
})
