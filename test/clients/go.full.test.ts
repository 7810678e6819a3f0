// full: needs Go
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clientFolder, expectedResult, programs, runJourney } from './client-journey.ts'

const minutes = 60_000
const go = process.env.GO_PROGRAM ?? ''
const generator = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2'
const client = clientFolder()
afterAll(() => client.remove())

test(
  'a Go client of oapi-codegen compiles and makes a whole journey',
  async () => {
    const { folder, run } = client
    cpSync(join(programs, 'go'), folder, { recursive: true })
    mkdirSync(join(folder, 'sealform'))
    const options = ['-generate', 'types,client', '-package', 'sealform', '-o', 'sealform/client.go']
    await run(go, ['run', generator, ...options, 'openapi.json'])
    await run(go, ['vet', './...'])
    expect(await runJourney((env) => run(go, ['run', '.'], env))).toEqual(expectedResult)
  },
  10 * minutes,
)
