package data

// checkHours reports a record some of whose services on site have no hours.
func (x *examiner) checkHours(l *located) bool {
	missing := len(l.Services) == 0
	for i := range l.Services {
		missing = missing || l.Services[i].OnSite() && !l.Services[i].Hours.Known()
	}
	if missing && !l.Hours.Known() {
		x.findOnce(l, Defect{Kind: DefectHoursMissing, Field: "horaires_accueil"})
	}
	return true
}

// checkAppointment reports a record that receives nobody on site without an
// appointment. It is no fault, but whoever comes at the hours told finds a
// closed door: the record must say how to make one.
func (x *examiner) checkAppointment(l *located) bool {
	only := len(l.Services) == 0 && l.Appointment
	for i := range l.Services {
		if s := &l.Services[i]; s.OnSite() {
			if only = s.Appointment; !only {
				break
			}
		}
	}
	if only {
		x.findOnce(l, Defect{Kind: DefectAppointment, Field: "modes_mobilisation"})
	}
	return true
}
