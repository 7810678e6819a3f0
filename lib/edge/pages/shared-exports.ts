/**
 * Passes the exports of a page's first part to its second part in a property of the global object, without an `import`. Only the
 * document can carry the hash of a script. After a script that does not match its hash, WebKit fetches the address of an `import`
 * again, without the hash. With this property, the second part fails if the browser has not run the first part.
 */

const property = 'globalThis.sealformBootstrap'

const exportStatement = /export[{]([^{}]*)[}];\s*$/
const importStatement = /^import[{]([^{}]*)[}]from"[^"]*";/

/** Reads `a as b,c` as pairs of names. */
const pairsOf = (names: string): readonly (readonly [string, string])[] =>
  names.split(',').map((pair) => {
    const [before = '', after = before] = pair.split(' as ')
    return [before, after]
  })

const replaceOnce = (source: string, statement: RegExp, replacement: (names: string) => string): string => {
  if (!statement.test(source)) throw new Error('a part of a page has no exports or imports')
  const replaced = source.replace(statement, (_, names: string) => replacement(names))
  if (/\b(?:import|export)[{"]/.test(replaced)) throw new Error('a part of a page has more than one export or import')
  return replaced
}

/** Replaces the exports of the first part. A variable that is exported must not change afterwards. */
export const withSharedExports = (source: string): string =>
  replaceOnce(
    source,
    exportStatement,
    (names) => `${property}={${pairsOf(names).map(([local, exported]) => `${exported}:${local}`)}};`,
  )

/** Replaces the imports of the second part, which also removes the property. */
export const withSharedImports = (source: string): string =>
  replaceOnce(
    source,
    importStatement,
    (names) =>
      `const{${pairsOf(names).map(([exported, local]) => `${exported}:${local}`)}}=${property};delete ${property};`,
  )
