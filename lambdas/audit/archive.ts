/** The objects and folders in a folder of an archive, as full names in alphabetical order. */
export interface ArchiveFolder {
  readonly folders: readonly string[]
  readonly objects: readonly StoredObject[]
}

export interface StoredObject {
  readonly name: string
  /** By the archive's own clock, milliseconds; some archives only store whole seconds. */
  readonly storedAt: number
}

/** Immutable storage until its retention ends: the locked bucket of a deployment, or a folder in a local run. */
export interface Archive {
  /** Stores a text under a new name; false when the name exists. Throws `export-failed`. */
  putOnce(name: string, text: string): Promise<boolean>
  /** The text under a name, if any. Throws `export-failed`. */
  read(name: string): Promise<string | undefined>
  /** Lists a folder, whose name ends with a slash. Throws `export-failed`. */
  list(folder: string): Promise<ArchiveFolder>
}
