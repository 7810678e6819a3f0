/**
 * The groups of packages: each command declares the packages that it loads, `npm install` brings what `npm start` loads,
 * and nothing else.
 */
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { deploymentPackages } from '../tools/packages/package-groups.ts'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const names = z.record(z.string(), z.string())
const Package = z.object({ scripts: names, dependencies: names, devDependencies: names })
const { scripts, dependencies, devDependencies } = Package.parse(JSON.parse(read('package.json')))

const filesOf = (...patterns: readonly string[]) =>
  patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).map((path) => path.replaceAll('\\', '/'))
const programs = new Set(
  Object.values(scripts).flatMap((script) => /^node bin\/preflight\.mjs (\S+\.ts)/.exec(script)?.[1] ?? []),
)
const handlers = filesOf('lambdas/*/*.handler.ts')
const pages = filesOf('widgets/**/*.ts', 'local/demo/**/*.ts').filter((path) => !path.endsWith('.d.ts'))

/** Programs that a command starts as processes of their own, and packages that it uses by their path. */
const started: Readonly<Record<string, { readonly files?: readonly string[]; readonly packages?: readonly string[] }>> =
  {
    'bin/cdk.ts': { files: ['bin/stage-app.ts', ...handlers], packages: ['aws-cdk'] },
    'bin/prove.ts': { files: ['bin/cdk.ts', 'bin/stage-app.ts'] },
    'bin/bundle.ts': { files: handlers },
    'bin/local.ts': { files: pages },
    'bin/page-watch.ts': { files: pages },
    'bin/embed-tags.ts': { files: pages },
    'bin/messages.ts': { packages: ['@biomejs/biome'] },
    'bin/build.ts': { packages: ['ts7'] },
  }

let inputs: Metafile['inputs'] = {}

beforeAll(async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...programs, 'bin/stage-app.ts', ...handlers, ...pages],
    outdir: join(root, '.build/never-written'),
    ...{
      bundle: true,
      write: false,
      metafile: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      splitting: true,
    },
    loader: { '.css': 'empty', '.svg': 'empty', '.html': 'text' },
    logLevel: 'silent',
  })
  inputs = metafile.inputs
}, 120_000)

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The packages that the files load at once, or also later with `import()`. */
const packagesOf = (files: readonly string[], { later }: { readonly later: boolean }): ReadonlySet<string> => {
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const { path, kind, external } of inputs[file]?.imports ?? []) {
      if (kind === 'dynamic-import' && !later) continue
      if (external !== true) visit(path)
      else if (!path.startsWith('node:')) found.add(packageOf(path))
    }
  }
  for (const file of files) visit(file)
  return found
}

const isForDeployment = (name: string) => deploymentPackages.some((each) => each === name)
const everythingOf = (program: string) => {
  const { files = [], packages = [] } = started[program] ?? {}
  return [...packagesOf([program, ...files], { later: true }), ...packages]
}

/** The smallest group with all of these packages; `npm install` alone if there is none. */
const groupOf = (packages: readonly string[]) => {
  const more = packages.filter((name) => !(name in dependencies))
  if (more.length === 0) return undefined
  return more.every(isForDeployment) ? 'deployment' : 'development'
}

/** The largest group in the `needs` of a program. */
const declaredBy = (program: string) => {
  const [declared = ''] = /^ {2}needs: .*$/m.exec(read(program)) ?? []
  return ['development', 'deployment'].find((group) => declared.includes(`'${group}'`))
}

/** Tools for contributors. They may declare all packages, for the compilers and linters that they start. */
const toolFolders = ['test/', 'bench/']

test('npm install brings exactly what npm start loads', () => {
  expect([...new Set(everythingOf('bin/local.ts'))].sort()).toEqual(Object.keys(dependencies).sort())
})

test('the list for deployment has exactly what the commands and functions of a deployment load, except what npm install brings', () => {
  const deploying = [...programs].filter((program) => declaredBy(program) === 'deployment')
  const loaded = new Set(deploying.flatMap(everythingOf).filter((name) => !(name in dependencies)))
  expect([...loaded].sort()).toEqual([...deploymentPackages].sort())
  expect(deploymentPackages.filter((name) => !(name in devDependencies))).toEqual([])
})

describe.each([...programs].filter((program) => program !== 'bin/packages.ts'))('%s', (program) => {
  test('says which packages it needs', () => {
    const needed = groupOf(everythingOf(program))
    const isTool = toolFolders.some((folder) => program.startsWith(folder))
    expect(isTool ? [needed, 'development'] : [needed]).toContain(declaredBy(program))
  })

  test('loads none of them for --help or a wrong command line', () => {
    expect(groupOf([...packagesOf([program], { later: false })])).toBeUndefined()
  })
})

test.each(['typecheck', 'lint', 'check:imports', 'test', 'test:full', 'deploy:local'])(
  'npm run %s installs the packages for development first',
  (name) => {
    expect(scripts[`pre${name}`]).toBe('node bin/preflight.mjs bin/packages.ts development')
  },
)
