/** The parts of a planted breach: the smallest tree that breaks a rule. */

export interface PlantedBreach {
  readonly rule: string
  readonly description: string
  /** The file that the rule must report. */
  readonly offendingFile: string
  readonly files: Readonly<Record<string, string>>
}

export const importing = (specifier: string) => `import { it } from '${specifier}'\nexport const its = it\n`
export const importingType = (specifier: string) => `import type { It } from '${specifier}'\nexport type Its = It\n`
export const anyModule = 'export type It = 1\nexport const it = 1\n'
