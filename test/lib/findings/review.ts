/** Compares the findings of the tools with the reviewed list. */
import type { StageName } from '../synthesised.ts'
import type { Finding } from './finding.ts'

/** Findings that were reviewed and accepted, and why. */
export interface Acknowledged {
  /** Complete ids, as the tool prints them. */
  readonly rules: readonly string[]
  /** Paths of constructs. `*` stands for any part of a name, `**` for any part of a path. */
  readonly on: readonly string[]
  /** Left out if it holds for every stage. */
  readonly onlyIn?: StageName
  readonly because: string
}

const tools = {
  'cdk-nag': /^(AwsSolutions|PCI\.DSS\.321|NIST\.800\.53\.R5|PCI\.DSS\.401)-/,
  'cfn-lint': /^[EWI]\d{4}$/,
  'cfn-guard': /^CT\./,
  checkov: /^CKV2?_/,
  'cdk-preflight': /^pf-/,
} as const
export type Tool = keyof typeof tools

/** Throws for an id that belongs to no tool, because it could never match. */
export function toolOf(rule: string): Tool {
  for (const tool of ['cdk-nag', 'cfn-lint', 'cfn-guard', 'checkov', 'cdk-preflight'] as const) {
    if (tools[tool].test(rule)) return tool
  }
  throw new Error(`${rule} is no rule of any tool`)
}

export interface Review {
  /** One line for each finding without an entry. */
  readonly unacknowledged: readonly string[]
  /** One line for each rule and place of an entry without a finding. */
  readonly stale: readonly string[]
}

/** Checks only the entries for rules of the given tools: the others did not run. */
export function review(findings: readonly Finding[], list: readonly Acknowledged[], spoke: readonly Tool[]): Review {
  const excuses = list.flatMap(({ rules, on, onlyIn }) =>
    rules
      .filter((rule) => spoke.includes(toolOf(rule)))
      .flatMap((rule) => on.map((pattern) => ({ rule, pattern, onlyIn, fits: pathMatcher(pattern) }))),
  )
  const used = new Set<object>()
  const unacknowledged = findings.filter((finding) => {
    const excusing = excuses.filter(
      ({ rule, onlyIn, fits }) =>
        rule === finding.rule && (onlyIn ?? finding.stage) === finding.stage && fits(finding.on),
    )
    for (const excuse of excusing) used.add(excuse)
    return excusing.length === 0
  })
  return {
    unacknowledged: unacknowledged.map(
      ({ stage, rule, on, description }) => `${stage}: ${rule} on ${on}: ${description}`,
    ),
    stale: excuses.filter((excuse) => !used.has(excuse)).map(({ rule, pattern }) => `${rule} on ${pattern}`),
  }
}

function pathMatcher(pattern: string): (place: string) => boolean {
  const parts = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : escapeRegExp(part)))
  const shape = new RegExp(`^${parts.join('')}$`)
  return (place) => shape.test(place)
}

const escapeRegExp = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
