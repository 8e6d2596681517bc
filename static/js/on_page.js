// Where a pointer is, in the page points of the drawing that an element belongs to.
export function onPage(element, event) {
  const drawing = element.ownerSVGElement ?? element;
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
}
