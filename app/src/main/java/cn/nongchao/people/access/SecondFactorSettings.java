package cn.nongchao.people.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secondFactor whether roles that are {@code provenTwice} must have a second factor ({@code
 *     nongchao.second-factor})
 */
@ConfigurationProperties("nongchao")
record SecondFactorSettings(@DefaultValue("optional") Rule secondFactor) {

  enum Rule {
    OPTIONAL,
    REQUIRED
  }

  boolean isRequired() {
    return secondFactor == Rule.REQUIRED;
  }
}
