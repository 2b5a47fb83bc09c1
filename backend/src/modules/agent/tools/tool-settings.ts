/** How a server of tools is reached. Holds secrets: never log this object. */
export type McpServerSettings = { readonly name: string } & (
  | {
      readonly transport: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      /** All that it gets of the environment, beside PATH, HOME and the like. */
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string | undefined;
    }
  | { readonly transport: 'http'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
);

export interface ToolSettings {
  readonly servers: readonly McpServerSettings[];
  /** How long one call may take. */
  readonly timeoutMs: number;
}
