package data

// checkHours reports a record some of whose services on site have no hours and
// receive without an appointment.
func (x *examiner) checkHours(l *located) bool {
	missing := len(l.Services) == 0 && !l.Appointment
	for i := range l.Services {
		s := &l.Services[i]
		missing = missing || s.OnSite() && !s.Appointment && !s.Hours.Known()
	}
	if missing && !l.Hours.Known() {
		x.findOnce(l, Defect{Kind: DefectHoursMissing, Field: "horaires_accueil"})
	}
	return true
}

// checkAppointment reports a record that receives nobody on site without an
// appointment and does not say how to make one. By appointment alone is no
// defect, but a way of receiving that its services tell.
func (x *examiner) checkAppointment(l *located) bool {
	if l.Phone == "" && l.Email == "" && l.Website == "" && onlyByAppointment(&l.StructureRecord) {
		x.findOnce(l, Defect{Kind: DefectAppointment, Field: "modes_mobilisation"})
	}
	return true
}

func onlyByAppointment(r *StructureRecord) bool {
	only := len(r.Services) == 0 && r.Appointment
	for i := range r.Services {
		if s := &r.Services[i]; s.OnSite() {
			if only = s.Appointment; !only {
				return false
			}
		}
	}
	return only
}
