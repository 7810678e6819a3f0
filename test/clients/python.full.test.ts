// full: needs openapi-python-client from PyPI
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clientFolder, expectedResult, programs, runJourney } from './client-journey.ts'

const minutes = 60_000
const python = process.env.CLIENT_PYTHON ?? ''
const client = clientFolder()
afterAll(() => client.remove())

test(
  'a Python client of openapi-python-client compiles and makes a whole journey',
  async () => {
    const { folder, run } = client
    // Without the hooks, which format the code with a tool that is not installed.
    writeFileSync(join(folder, 'config.yaml'), 'post_hooks: []\n')
    const source = ['--path', 'openapi.json', '--config', 'config.yaml', '--fail-on-warning']
    const target = ['--meta', 'none', '--output-path', 'sealform_client']
    await run(python, ['-m', 'openapi_python_client', 'generate', ...source, ...target])
    copyFileSync(join(programs, 'journey.py'), join(folder, 'journey.py'))
    await run(python, ['-m', 'compileall', '-q', 'sealform_client', 'journey.py'])
    expect(await runJourney((env) => run(python, ['journey.py'], env))).toEqual(expectedResult)
  },
  5 * minutes,
)
