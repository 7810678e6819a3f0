/** What a folder of an archive contains: objects and folders, by full name in alphabetical order. */
export interface ArchiveFolder {
  readonly folders: readonly string[]
  readonly objects: readonly StoredObject[]
}

export interface StoredObject {
  readonly name: string
  /** When the object was stored, in milliseconds by the archive's own clock; some archives keep only whole seconds. */
  readonly storedAt: number
}

/** Immutable storage for the period of its retention: the locked bucket of a deployment, or a folder of a local run. */
export interface Archive {
  /** Stores a text under a new name. Returns false if the name exists. Throws `export-failed`. */
  putOnce(name: string, text: string): Promise<boolean>
  /** Returns the text stored under a name, if any. Throws `export-failed`. */
  read(name: string): Promise<string | undefined>
  /** Lists a folder; its name ends with a slash. Throws `export-failed`. */
  list(folder: string): Promise<ArchiveFolder>
}
