/** A photo of brushed steel, 32 x 51 dots, as a product's file has it. */
export const STEEL_PHOTO = [
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAzCAAAAADTU1UdAAABlElEQVR4AV3BK3ZcBwBEwcqcBgIBBgLe/wqyLAEBAwODC/I+8niSqr/+sZNtNs',
  'ZcIvZjdrKZmafI3jc72MyYWyT72MlmM+YWSXvbyWZmflvWMnnR3CKpfd9msxlziyQtX1qTL1HSY2MzM68itZ/bbMY8JSntfZuNMZeIUtnnbGbM',
  'LZJKPWYzY26RFGXfZzPmFkkqtU8zY26RUjrszcw8LYfltm+bMbdIUumwTzPmFimly97N/JGU0uVhXiURnXiMeQoplUPt1zS3SCoddNg35hZJqX',
  'Tb5zwlKR10ecxTTlHoxL7NLZLSQTcrX5KUTro9/BYSFTphP1wiKZ100+ayvGq+7M0hh+XQnJpT2xyW5T+ay34gklLpiw42LH80r/ZOpJROuqns',
  'QySlg246qM3york0l/0tSjropoPSZrFcmkvz5UFSKnRCUbKfUSpddFGK/ZJS6aaTkmz+r3nxkCg6OVREYlteNE9r2S+lg246KIkeotAJFZHI3p',
  'QuuqgkkX2kk24qJRF7U+mmg0oi7GfpootSRPgXG1k+LkFE+zkAAAAASUVORK5CYII=',
].join('');
