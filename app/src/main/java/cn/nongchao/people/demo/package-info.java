/** The demo district's places, organisations and people; nothing of it exists without --demo. */
@NullMarked
package cn.nongchao.people.demo;

import org.jspecify.annotations.NullMarked;
