// full: builds the package, and installs it into four projects from the npm registry
/**
 * The package `sealform` as its users use it: packed, installed with npm into four projects, compiled strictly without
 * `skipLibCheck`, and run.
 */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { protocol } from '../../contracts/protocol.ts'
import { startLocal } from '../../local/run.ts'
import { packageCommands } from '../../tools/package/package-commands.ts'
import { followReadme, writeReadmeFiles } from './readme.ts'

const root = resolve(import.meta.dirname, '../..')
const minutes = 60_000
const run = promisify(execFile)

let folder: string
let local: Awaited<ReturnType<typeof startLocal>>

const project = (name: string) => join(folder, name)

/** Runs a program in a project. Returns its exit code and what it prints. */
const runIn = async (name: string, program: string, ...args: readonly string[]) => {
  const options = { cwd: project(name), env: { ...process.env, NODE_ENV: 'production' } }
  return run(program, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout: String(stdout), stderr: String(stderr) }),
  )
}

const sealform = (name: string, ...args: readonly string[]) =>
  runIn(name, process.execPath, join(project(name), 'node_modules/sealform/sealform.js'), ...args)

const typeErrors = async (name: string): Promise<string> =>
  (await runIn(name, process.execPath, join(root, 'node_modules/ts7/bin/tsc'), '-p', '.')).stdout

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealform-packed-'))
  await run(process.execPath, [join(root, 'bin/build.ts')])
  await run('npm', ['pack', join(root, 'dist'), '--pack-destination', folder], { cwd: folder })
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  await rename(join(folder, tarball), join(folder, 'sealform.tgz'))
  await cp(join(import.meta.dirname, 'projects'), folder, { recursive: true })
  const install = ['install', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock']
  for (const name of ['cdk-app', 'react-desk', 'node-backend', 'readme'])
    await run('npm', install, { cwd: project(name) })
  local = await startLocal({ port: 0, log: { write: () => {} } })
}, 15 * minutes)

afterAll(async () => {
  await local?.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the tarball', () => {
  test('has at most 8 MB, and no sources', async () => {
    expect((await stat(join(folder, 'sealform.tgz'))).size).toBeLessThan(8_000_000)
    const files = await readdir(join(project('node-backend'), 'node_modules/sealform'), { recursive: true })
    const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$|^docs.examples/.test(file))
    expect(sources).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'custom-elements.json']))
  })

  test('contains every page that its types refer to', async () => {
    const installed = join(project('node-backend'), 'node_modules/sealform')
    const files = await readdir(installed, { recursive: true })
    const texts = files.filter((file) => /\.d\.ts$/.test(file)).map((file) => readFile(join(installed, file), 'utf8'))
    const cited = (await Promise.all(texts)).flatMap((text) => text.match(/\bdocs\/[\w/-]+(\.md)?/g) ?? [])
    expect(cited).toContain('docs/stage-settings.md')
    expect(cited.filter((page) => !files.includes(page))).toEqual([])
  })

  test('installs no CDK, no Node and no build tools unless the project does', async () => {
    const packages = await readdir(join(project('node-backend'), 'node_modules'))
    expect(
      packages.filter((name) => /^(aws-cdk|constructs|esbuild|typescript|node-(linux|win)|react)/.test(name)),
    ).toEqual([])
  })
})

describe('the README', () => {
  test('has files that compile', async () => {
    const names = await writeReadmeFiles(project('readme'))
    expect(names).toEqual(['backend.mts', 'agent.html', 'visitor.html', 'server.mts', 'desk.tsx', 'app.mts'])
    expect(await typeErrors('readme')).toBe('')
  })

  test('leads from the command to a form that is answered in a page, and leaves nothing for Git', async () => {
    const { link, tags, console } = await followReadme(project('readme'))
    expect(link).toMatch(/\/form\/acme#sfo_/)
    expect(tags).toMatch(/<script [^>]*integrity="sha384-/)
    expect(console).toContain('answered')
    expect(await readFile(join(project('readme'), '.local/.gitignore'), 'utf8')).toBe('*\n')
  }, 180_000)
})

describe('a CDK app', () => {
  test('compiles, also with every member of the construct', async () => {
    expect(await typeErrors('cdk-app')).toBe('')
  })

  test('rejects a prop of the wrong type when it is compiled, and an invalid setting when it is synthesised', async () => {
    const wrong = join(project('cdk-app'), 'wrong.ts')
    const app = await readFile(join(project('cdk-app'), 'app.ts'), 'utf8')
    await writeFile(wrong, app.replace("purpose: 'demo'", "purpose: 'test'").replace("'declined'", "'refused'"))
    const errors = await typeErrors('cdk-app')
    await writeFile(wrong, app.replace("sites: ['acme']", "sites: ['Not A Site']"))
    const { stderr } = await runIn('cdk-app', process.execPath, wrong)
    await rm(wrong)
    expect(errors).toContain(`'"test"'`)
    expect(errors).toContain(`'"refused"'`)
    expect(stderr).toContain('In the stage desk, sites')
  })

  test(
    'synthesises without flags in its cdk.json: the stacks of the stage, and rules without an import from them',
    async () => {
      const { stderr, code } = await runIn('cdk-app', 'npx', 'cdk', 'synth', '--quiet', '--no-notices')
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')])
      const files = await readdir(join(project('cdk-app'), 'cdk.out'))
      expect(files.filter((file) => /^Sealform.*\.template\.json$/.test(file)).length).toBe(14)
      const desk = await readFile(join(project('cdk-app'), 'cdk.out/Desk.template.json'), 'utf8')
      expect(desk.match(/"form-(submitted|declined)"/g)).toEqual(['"form-submitted"', '"form-declined"'])
      expect(desk).toContain('"EventBusName": "sealform-desk"')
      expect(desk).not.toMatch(/ImportValue|GetStackOutput/)
    },
    5 * minutes,
  )

  test(
    'can deploy a stages.json with the command, from the package’s own bundles and pages',
    async () => {
      const stages = join(project('cdk-app'), 'stages.json')
      await cp(join(project('cdk-app'), 'node_modules/sealform/stages.example.json'), stages)
      const { code, stderr } = await sealform('cdk-app', 'synth', 'demo')
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')])
      const files = await readdir(join(project('cdk-app'), '.build/cdk.out'))
      expect(files.filter((file) => file.endsWith('.template.json')).length).toBe(14)
    },
    5 * minutes,
  )
})

describe('a desk in React', () => {
  test('compiles with the components and with the tags, and rejects wrong code', async () => {
    expect(await typeErrors('react-desk')).toBe('')
  })

  test('can import the types of the tags for their side effects, at compile time and at run time', async () => {
    const { code, stderr } = await runIn('react-desk', process.execPath, '--eval', `import('sealform/elements')`)
    expect([code, stderr]).toEqual([0, ''])
  })

  test('is bundled by esbuild', async () => {
    const { outputFiles } = await build({
      absWorkingDir: project('react-desk'),
      entryPoints: ['desk.tsx'],
      ...{ bundle: true, format: 'esm', jsx: 'automatic', write: false, logLevel: 'silent' },
    })
    expect(outputFiles[0]?.text).toContain('secure-form-agent')
  })
})

describe('a backend in Node', () => {
  test('compiles, and rejects wrong calls of the client', async () => {
    const fixture = await readFile(join(root, 'test/widgets/client/method-types.ts'), 'utf8')
    await writeFile(
      join(project('node-backend'), 'method-types.ts'),
      fixture.replace('../../../widgets/client-package.ts', 'sealform/client'),
    )
    expect(await typeErrors('node-backend')).toBe('')
  })

  test('runs the journey of a form with the client, and receives its events', async () => {
    const { stdout, stderr } = await runIn('node-backend', process.execPath, 'journey.ts', local.origin)
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      answers: ['account-holder', 'iban', 'may-use-account'],
      again: 'not-available',
      events: expect.arrayContaining(['form-sent', 'form-opened', 'form-submitted']),
      link: expect.stringMatching(/\/form\/acme#sfo_[\w-]{43}\.[\w-]{43}$/),
      unreachable: 'unreachable',
    })
  })

  test('sees the documentation of methods and of their fields in an editor', async () => {
    const file = join(project('node-backend'), 'documented.ts')
    const start = `import { createClient } from 'sealform/client'\nconst client = createClient({ origin: '', accessToken: '' })\n`
    await writeFile(
      file,
      `${start}client.sendForm({ conversationId: '', body: { templateId: '', templateVersion: 1 } })\n`,
    )
    const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2024, strict: true }
    const service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [file],
      getScriptVersion: () => '1',
      getScriptSnapshot: (path) => {
        const text = ts.sys.readFile(path)
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
      },
      getCurrentDirectory: () => project('node-backend'),
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
    })
    const text = ts.sys.readFile(file) ?? ''
    const shown = (name: string) =>
      ts.displayPartsToString(service.getQuickInfoAtPosition(file, text.indexOf(name))?.documentation)
    expect(shown('sendForm')).toContain(protocol['send-form'].summary)
    expect(shown('sendForm')).toContain('**Caller**: a signed-in person')
    expect(shown('conversationId')).toContain('The chat platform’s own id')
    expect(shown('templateVersion')).toContain('The version that the agent has seen')
    await rm(file)
  })
})

describe('the command', () => {
  test('prints the usage of every command with the commands of the package', async () => {
    for (const name of Object.keys(packageCommands)) {
      const { code, stdout } = await sealform('node-backend', name, '--help')
      expect([name, code, stdout]).toEqual([name, 0, expect.stringMatching(/^Usage: npx sealform /)])
      expect(stdout).not.toMatch(/npm (run|start)/)
    }
  }, 60_000)

  test('prints its version, and rejects an unknown command with exit code 2', async () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
    expect((await sealform('node-backend', '--version')).stdout.trim()).toBe(version)
    expect(await sealform('node-backend', 'deplyo')).toMatchObject({ code: 2, stdout: '' })
  })

  test('says in one sentence that a command needs the CDK', async () => {
    const { code, stderr } = await sealform('node-backend', 'synth', 'demo')
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^sealform synth needs aws-cdk-lib, [^\n]*\n$/)])
  })

  test('runs the smoke test against a local run, and prints JSON', async () => {
    const { code, stdout } = await sealform('node-backend', 'smoke', '--local', '--url', local.origin, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ origin: local.origin, passed: true })
  })
})
