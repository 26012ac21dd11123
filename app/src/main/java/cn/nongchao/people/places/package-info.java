/** Writing the division tree: imports, outlines of grids, their exchange as GeoJSON. */
@NullMarked
package cn.nongchao.people.places;

import org.jspecify.annotations.NullMarked;
