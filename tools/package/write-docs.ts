/**
 * Writes the README of the package and the documentation that adopters need. The sources are the pages of the repository. Their
 * links and commands become those of the package.
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { withPackageCommands } from './bundle-commands.ts'
import { dist, root } from './package-folder.ts'

/** The pages of docs that the package contains. */
const pagesOfDocs = [
  ...['accessibility', 'administration', 'audit', 'client', 'cost', 'deploy', 'deploy-from-ci', 'deploy-problems'],
  ...['disasters', 'embedding', 'glossary', 'own-app', 'permissions', 'proven', 'retention', 'runbook', 'sign-in'],
  ...['sign-in-providers', 'stage-settings', 'try-the-api', 'upgrade'],
].map((name) => `docs/${name}.md`)

/** The pages of the package, by their paths in the repository. */
const pages: ReadonlyMap<string, string> = new Map([
  ['docs/package.md', 'README.md'],
  ...[...pagesOfDocs, 'SECURITY.md', 'CHANGELOG.md'].map((page): [string, string] => [page, page]),
])

/** Further files of the package, to which the pages link. */
const otherFiles: readonly string[] = ['LICENSE', 'stages.example.json']

const slashes = (path: string): string => path.replaceAll('\\', '/')

const projects = 'test/packed/projects'

/** The examples of the package, by their paths in the repository. */
const examples: ReadonlyMap<string, string> = new Map([
  ...globSync('docs/examples/*/*', { cwd: root }).map((path): [string, string] => [slashes(path), slashes(path)]),
  [`${projects}/react-desk/desk.tsx`, 'docs/examples/react-desk/desk.tsx'],
  [`${projects}/react-desk/index.html`, 'docs/examples/react-desk/index.html'],
  [`${projects}/node-backend/journey.ts`, 'docs/examples/node-backend/journey.ts'],
  [`${projects}/cdk-app/app.ts`, 'docs/examples/cdk-app/app.ts'],
])

/** Returns the path in the package of a file or folder of the repository, or undefined if the package does not contain it. */
const packedPathOf = (path: string): string | undefined => {
  const exact = pages.get(path) ?? examples.get(path) ?? otherFiles.find((file) => file === path)
  if (exact !== undefined) return exact
  const [source, target] = [...examples].find(([example]) => example.startsWith(`${path}/`)) ?? []
  return source === undefined ? undefined : target?.slice(0, path.length - source.length)
}

const link = /\[([^\]]+)\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)/g
/** A reference in parentheses that consists of one link, such as `([decision 44](decisions/…))`. */
const reference = /\s\(\[[^\]]+\]\((?!https?:|#)([^)\s#]+)[^)\s]*\)\)/g

/** Returns the text with links that lead to the same files from the packed page. A link to a file that is not packed becomes text. */
const withPackedLinks = (text: string, page: string, packedPage: string): string => {
  const targetOf = (path: string) => packedPathOf(posix.join(posix.dirname(page), path))
  return text
    .replaceAll(reference, (whole, path: string) => (targetOf(path) === undefined ? '' : whole))
    .replaceAll(link, (_, label: string, path: string, anchor: string | undefined) => {
      const target = targetOf(path)
      if (target === undefined) return label
      return `[${label}](${posix.relative(posix.dirname(packedPage), target)}${anchor ?? ''})`
    })
}

/** Replaces the paths in commands, which are run in the folder of the project that has installed the package. */
const withInstalledPaths = (text: string): string =>
  text.replaceAll(/\b(node|cp) (docs\/examples\/|stages\.example\.json)/g, '$1 node_modules/sealform/$2')

/** Returns the pages of the package with their text, by their paths in the package. */
export const packedPages = (): ReadonlyMap<string, string> =>
  new Map(
    [...pages].map(([page, packedPage]) => {
      const text = withPackageCommands(readFileSync(join(root, page), 'utf8'))
      return [packedPage, withInstalledPaths(withPackedLinks(text, page, packedPage))]
    }),
  )

/** The paths of the examples in the package. */
export const packedExamples = (): readonly string[] => [...examples.values()]

export const writeDocs = (): void => {
  for (const [path, text] of packedPages()) {
    mkdirSync(dirname(join(dist, path)), { recursive: true })
    writeFileSync(join(dist, path), text)
  }
  for (const [source, target] of examples) {
    mkdirSync(dirname(join(dist, target)), { recursive: true })
    copyFileSync(join(root, source), join(dist, target))
  }
}
