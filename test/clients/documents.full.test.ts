// full: needs Redocly, Spectral and the parser of AsyncAPI from npm
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { asyncApiDocument } from '../../contracts/documentation/asyncapi.ts'
import { openApiDocument } from '../../contracts/documentation/openapi.ts'

const tools = process.env.CONTRACT_TOOLS ?? ''
const folder = mkdtempSync(join(tmpdir(), 'sealform-contract-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content: string): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const Output = z.object({ stdout: z.string() })

/** Runs a program of the tools. It exits with 1 if it has findings. */
const runTool = async (args: readonly string[]): Promise<string> => {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const options = { cwd: folder, env, maxBuffer: 2 ** 26 }
  return (await promisify(execFile)(process.execPath, [...args], options).catch(Output.parse)).stdout
}

/** A WebSocket has no success but 101 (docs/decisions/0062). */
const accepted = '/v1/events'

const openApi = write('openapi.json', JSON.stringify(openApiDocument()))

describe('the OpenAPI document', () => {
  test('has no finding of Redocly’s recommended rules but the success of the socket', async () => {
    const cli = join(tools, 'node_modules/@redocly/cli/bin/cli.js')
    const output = await runTool([cli, 'lint', '--extends', 'recommended', '--format', 'json', openApi])
    const Findings = z.object({
      problems: z.array(
        z.object({ ruleId: z.string(), message: z.string(), location: z.array(z.object({ pointer: z.string() })) }),
      ),
    })
    const { problems } = Findings.parse(JSON.parse(output))
    expect(problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`)).toEqual([
      `operation-2xx-response #/paths/${accepted.replaceAll('/', '~1')}/get/responses`,
    ])
  })

  test('has no finding of Spectral’s OpenAPI rules but the success of the socket', async () => {
    const rules = write('.spectral.json', JSON.stringify({ extends: ['spectral:oas'] }))
    const report = join(folder, 'spectral.json')
    const cli = join(tools, 'node_modules/@stoplight/spectral-cli/dist/index.js')
    await runTool([cli, 'lint', openApi, '--ruleset', rules, '--format', 'json', '--output', report])
    const findings = z
      .array(z.object({ code: z.string(), path: z.array(z.union([z.string(), z.number()])) }))
      .parse(JSON.parse(readFileSync(report, 'utf8')))
    expect(findings.map(({ code, path }) => `${code} ${path.join(' ')}`)).toEqual([
      `operation-success-response paths ${accepted} get responses`,
    ])
  })
})

test('the parser of AsyncAPI accepts the AsyncAPI document without a finding', async () => {
  const file = write('asyncapi.json', JSON.stringify(asyncApiDocument()))
  const script = `
    import { createRequire } from 'node:module'
    import { readFileSync } from 'node:fs'
    const { Parser } = createRequire(${JSON.stringify(join(tools, 'package.json'))})('@asyncapi/parser')
    const { document, diagnostics } = await new Parser().parse(readFileSync(${JSON.stringify(file)}, 'utf8'))
    console.log(JSON.stringify({
      operations: document?.operations().all().map((operation) => operation.id()) ?? [],
      findings: diagnostics.map(({ code, message }) => code + ': ' + message),
    }))`
  const output = await runTool(['--input-type=module', '--eval', script])
  expect(JSON.parse(output)).toEqual({ operations: ['pushToAgent', 'publish'], findings: [] })
})
