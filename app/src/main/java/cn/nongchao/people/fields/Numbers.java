package cn.nongchao.people.fields;

import cn.nongchao.people.CreditCode;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.Phone;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Numbers of persons and organisations as fields; those of persons are said masked. */
@Configuration(proxyBeanMethods = false)
class Numbers {

  @Bean
  NumberField<Phone> phoneField() {
    return new NumberField<>(
        Phone.class, 30, Phone.NONE, Phone::read, Phone::value, Phone::toString);
  }

  @Bean
  NumberField<NationalId> nationalIdField(Clock clock) {
    return new NumberField<>(
        NationalId.class,
        22,
        NationalId.NONE,
        typed -> NationalId.read(typed, LocalDate.now(clock)),
        NationalId::value,
        NationalId::toString);
  }

  @Bean
  NumberField<CreditCode> creditCodeField() {
    return new NumberField<>(
        CreditCode.class, 24, null, CreditCode::read, CreditCode::value, CreditCode::value);
  }
}
