import { paintFor } from "./colour.js"
import { columns } from "./columns.js"
import type { Canvas } from "./fitted-table.js"
import { plainWidth, widthFor } from "./width.js"

/** Draws for whoever reads data: on a terminal in its colours and columns. */
export const canvasFor = async (draw: (canvas: Canvas) => string): Promise<string> => {
  const plain = { paint: (_tone: unknown, text: string) => text, width: plainWidth, columns: undefined }
  // Drawn once to see which letters there are: they decide how widths are measured.
  const width = await widthFor(draw(plain))
  return draw({ paint: paintFor(1), width, columns: columns() })
}
