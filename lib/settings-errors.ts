import type { z } from 'zod/mini'

type Issue = z.core.$ZodIssue

/** Returns one sentence for each invalid setting of a stage, with its name, its value and what is allowed. */
export function describeSettingsErrors(stage: string, settings: unknown, issues: readonly Issue[]): string {
  return issues
    .flatMap((issue) => describeIssue(settings, issue))
    .map((each) => `In the stage ${stage}, ${each}.`)
    .join('\n')
}

function describeIssue(settings: unknown, issue: Issue): readonly string[] {
  const name = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[name, key].filter(Boolean).join('.')} is not a setting, and must be left out`)
  }
  const value = issue.path.reduce(valueAt, settings)
  if (name === '') return [`the settings are ${JSON.stringify(value)}, but must be an object`]
  return [
    value === undefined
      ? `${name} is missing, but must be ${issue.message}`
      : `${name} is ${JSON.stringify(value)}, but must be ${issue.message}`,
  ]
}

const valueAt = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
