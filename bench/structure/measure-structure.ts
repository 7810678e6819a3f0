/**
 * Measures the source tree. For the whole tree, for `lambdas` and for the two largest folders of `lambdas`, it counts
 * the folders, the dependencies between them, the dependencies on a higher layer, and the cycles. For three steps, it
 * counts the files that the step's handler imports at run time, and their lines. A reader has to open these files to
 * understand the step.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cruise, type IModule } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

/** The layers, lowest first. A file may import from its own or a lower layer, never from a higher one. */
const layers: Readonly<Record<string, readonly string[]>> = {
  '': ['contracts', 'lambdas', 'widgets', 'lib', 'local', 'tools', 'bin'],
  lambdas: [
    'core',
    'adapters',
    'http',
    'identity',
    'observability',
    'audit',
    'push',
    'control-zone',
    'pci-zone',
    'edge',
  ],
}

const measuredFolders = ['', 'lambdas', 'lambdas/core', 'lambdas/adapters'] as const
const measuredSteps = ['control-zone/send-form', 'pci-zone/submit-form', 'pci-zone/retrieve-submission'] as const

interface FolderFigures {
  readonly folder: string
  readonly folders: number
  readonly arrows: number
  /** The number of dependencies on a higher layer. Absent if no order of layers is declared. */
  readonly upward?: number
  readonly cycles: number
}

interface StepFigures {
  readonly step: string
  readonly files: number
  readonly lines: number
}

const isOurs = (path: string) => layers['']?.some((folder) => path.startsWith(`${folder}/`)) ?? false

async function importsOf(root: string): Promise<readonly IModule[]> {
  const options = await extractOptions(join(root, '.dependency-cruiser.mjs'))
  const present = (layers[''] ?? []).filter((folder) => existsSync(join(root, folder)))
  const { output } = await cruise(present, { ...options, baseDir: root })
  if (typeof output === 'string') throw new Error('dependency-cruiser returned text instead of a result')
  return output.modules.filter(({ source }) => isOurs(source))
}

/**
 * Returns the unit to which a file belongs. In the root and in `lambdas`, the unit is a direct child folder. Elsewhere,
 * it is the file's own subfolder, at any depth.
 */
const unitOf = (folder: string, file: string): string | undefined => {
  if (folder !== '' && !file.startsWith(`${folder}/`)) return undefined
  const inside = dirname(folder === '' ? file : file.slice(folder.length + 1))
  return folder === '' || folder === 'lambdas' ? inside.split('/')[0] : inside
}

function measureFolder(folder: string, modules: readonly IModule[]): FolderFigures {
  const units = new Set<string>()
  const arrows = new Map<string, Set<string>>()
  for (const { source, dependencies } of modules) {
    const from = unitOf(folder, source)
    if (from === undefined) continue
    units.add(from)
    for (const { resolved } of dependencies) {
      const to = isOurs(resolved) ? unitOf(folder, resolved) : undefined
      if (to === undefined || to === from) continue
      arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    }
  }
  const order = layers[folder]
  const all = [...arrows].flatMap(([from, targets]) => [...targets].map((to) => ({ from, to })))
  const upward = order && all.filter(({ from, to }) => order.indexOf(from) < order.indexOf(to)).length
  return {
    folder: folder === '' ? 'whole tree' : folder,
    folders: units.size,
    arrows: all.length,
    ...(upward === undefined ? {} : { upward }),
    cycles: cyclesOf(units, arrows),
  }
}

/** Returns the number of groups of folders that import each other (strongly connected components of two or more). */
function cyclesOf(units: ReadonlySet<string>, arrows: ReadonlyMap<string, ReadonlySet<string>>): number {
  const reachable = (from: string): ReadonlySet<string> => {
    const found = new Set<string>()
    const pending = [...(arrows.get(from) ?? [])]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (found.has(next)) continue
      found.add(next)
      pending.push(...(arrows.get(next) ?? []))
    }
    return found
  }
  const reach = new Map([...units].map((unit) => [unit, reachable(unit)]))
  const inCycle = [...units].filter((unit) => reach.get(unit)?.has(unit))
  const groups = inCycle.map((unit) =>
    inCycle
      .filter((other) => reach.get(unit)?.has(other) && reach.get(other)?.has(unit))
      .sort()
      .join(' '),
  )
  return new Set(groups).size
}

function measureStep(step: string, modules: readonly IModule[], root: string): StepFigures {
  const bySource = new Map(modules.map((module) => [module.source, module]))
  const files = new Set<string>()
  const pending = [`lambdas/${step}.handler.ts`]
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(file)) continue
    files.add(file)
    for (const { resolved, dependencyTypes } of bySource.get(file)?.dependencies ?? []) {
      if (isOurs(resolved) && !dependencyTypes.includes('type-only')) pending.push(resolved)
    }
  }
  const lines = [...files].reduce((sum, file) => sum + readFileSync(join(root, file), 'utf8').split('\n').length - 1, 0)
  return { step, files: files.size, lines }
}

export interface Structure {
  readonly folders: readonly FolderFigures[]
  readonly steps: readonly StepFigures[]
}

/**
 * Measures the source tree.
 * @param root the checkout to measure
 */
export async function measureStructure(root: string): Promise<Structure> {
  const modules = await importsOf(root)
  return {
    folders: measuredFolders.map((folder) => measureFolder(folder, modules)),
    steps: measuredSteps.map((step) => measureStep(step, modules, root)),
  }
}
