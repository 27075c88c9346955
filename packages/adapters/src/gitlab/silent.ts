/** The variable that says, where it is `false`, that a pipeline publishes nothing that it builds. */
export const publishes = "SHIPLINE_PUBLISHES"
