// full: needs openapi-typescript from npm
import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clientFolder, expectedResult, programs, runJourney } from './client-journey.ts'

const minutes = 60_000
const tools = process.env.CONTRACT_TOOLS ?? ''
const client = clientFolder()
afterAll(() => client.remove())

test(
  'a TypeScript client of openapi-typescript compiles and makes a whole journey',
  async () => {
    const { folder, run } = client
    symlinkSync(join(tools, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    copyFileSync(join(programs, 'journey.ts.txt'), join(folder, 'journey.ts'))
    await run(process.execPath, ['node_modules/openapi-typescript/bin/cli.js', 'openapi.json', '--output', 'schema.ts'])
    const checks = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes']
    const target = ['--target', 'es2022', '--module', 'nodenext', '--allowImportingTsExtensions', '--noEmit']
    await run(process.execPath, ['node_modules/typescript/bin/tsc', ...checks, ...target, 'journey.ts'])
    expect(await runJourney((env) => run(process.execPath, ['journey.ts'], env))).toEqual(expectedResult)
  },
  5 * minutes,
)
