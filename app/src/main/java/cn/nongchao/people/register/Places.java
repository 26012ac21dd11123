package cn.nongchao.people.register;

import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisations;
import org.springframework.stereotype.Component;

/** Both things a scope may be given over. */
@Component
record Places(Divisions divisions, Organisations organisations) {}
