/** A dependency that could neither be found nor installed. A failure in CI. */
export interface Unavailable {
  readonly name: string
  readonly why: string
}

/** The environment variables of the dependencies that were found, and the other dependencies. */
export interface Dependencies {
  readonly env: Readonly<Record<string, string>>
  readonly unavailable: readonly Unavailable[]
}

/** Finds each dependency by its name. A finder throws if its dependency is unavailable; this function does not. */
export function findEach(finders: Readonly<Record<string, () => Readonly<Record<string, string>>>>): Dependencies {
  const env: Record<string, string> = {}
  const unavailable: Unavailable[] = []
  for (const [name, find] of Object.entries(finders)) {
    try {
      Object.assign(env, find())
    } catch (error) {
      unavailable.push({ name, why: error instanceof Error ? error.message : String(error) })
    }
  }
  return { env, unavailable }
}
